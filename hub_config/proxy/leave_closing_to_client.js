// Loaded before configurable-http-proxy (node --require).
//
// To a unix socket the proxy sends "Connection: close", so the server closes as soon as it has answered. Node ends a request with
// an empty write; where the server was quicker, that write meets a closed unix socket (EPIPE) and the browser reads 503
// although its request was served. Asked to keep the connection, the server leaves closing to us, who close after the answer.
'use strict';

const http = require('node:http');

const request = http.request;
http.request = function (options, ...rest) {
  if (options && options.socketPath && options.headers && options.headers.connection === 'close') {
    options.headers.connection = 'keep-alive';
  }
  return request.call(this, options, ...rest);
};

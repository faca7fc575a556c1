"""The same platform on Kubernetes: Zero to JupyterHub's chart for the hub, manifests for webapp and workers.

The hub is configured by the functions of `hub_config.configure`; only what differs in a cluster stands here.
"""

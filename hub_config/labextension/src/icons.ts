/** The panel's icon: a sheet with a tick, drawn with Lab's own icon colours. */
import { LabIcon } from '@jupyterlab/ui-components';

export const checkIcon = new LabIcon({
  name: 'tateyama:submit',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <path class="jp-icon3" fill="#616161" d="M19 3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2V5a2 2 0 0 0-2-2zm0 16H5V5h14v14zm-8.5-2.4-4.1-4.1 1.4-1.4 2.7 2.7 5.7-5.8 1.4 1.5-7.1 7.1z"/>
</svg>`
});

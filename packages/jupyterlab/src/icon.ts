/** The mark of DOT files and their previews: three nodes, two edges. */
import { LabIcon } from "@jupyterlab/ui-components";

export const graphIcon = new LabIcon({
  name: "@gradus/jupyterlab:graph",
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
    <g class="jp-icon3 jp-icon-selectable" fill="#616161">
      <path d="M11.2 8.5 7.5 15l1.2.7 3.3-5.8 3.3 5.8 1.2-.7-3.7-6.5z" />
      <circle cx="12" cy="6" r="3.5" />
      <circle cx="6" cy="18" r="3.5" />
      <circle cx="18" cy="18" r="3.5" />
    </g>
  </svg>`,
});

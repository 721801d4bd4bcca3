/** Opens DOT files as pictures that follow the text while it is written. */
import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette, WidgetTracker } from "@jupyterlab/apputils";
import { MimeDocumentFactory, type MimeDocument } from "@jupyterlab/docregistry";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { ITranslator } from "@jupyterlab/translation";

import { dotFiles, FILE_TYPE } from "../fileType.js";
import type { Layout } from "../layout/layout.js";
import { MIME_TYPE } from "../mime.js";
import { addPreviewCommands, FACTORY } from "../previewCommands.js";
import { GraphvizRenderer } from "../renderer.js";
import type { LiveSettings } from "../settings.js";
import { studioOf } from "../studio.js";
import { ILayout } from "./layout.js";
import { ISettings } from "./settings.js";

/** How long the writer pauses before the picture follows, in milliseconds. */
const pause = 250;

export const files: JupyterFrontEndPlugin<void> = {
  id: "@gradus/jupyterlab:files",
  description: "Shows DOT files as pictures beside their editor.",
  autoStart: true,
  requires: [ILayout, ISettings, IRenderMimeRegistry],
  optional: [ITranslator, ICommandPalette, ILayoutRestorer],
  activate: (
    app: JupyterFrontEnd,
    layout: Layout,
    settings: LiveSettings,
    rendermime: IRenderMimeRegistry,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
  ) => {
    const studio = studioOf(app, layout, settings, translator);
    const { trans } = studio;
    app.docRegistry.addFileType(dotFiles(trans));

    const factory = new MimeDocumentFactory({
      name: FACTORY,
      label: trans.__("Graphviz Preview"),
      // And nothing of `defaultFor` or `defaultRendered`: each would take the double click from the text editor.
      fileTypes: [FILE_TYPE],
      primaryFileType: app.docRegistry.getFileType(FILE_TYPE),
      renderTimeout: pause,
      rendermime,
      factory: {
        safe: true,
        mimeTypes: [MIME_TYPE],
        createRenderer: () => new GraphvizRenderer({ studio, keepsLastDrawing: true }),
      },
      ...(translator && { translator }),
    });
    app.docRegistry.addWidgetFactory(factory);

    const previews = new WidgetTracker<MimeDocument>({ namespace: "gradus-graphviz-preview" });
    factory.widgetCreated.connect((_factory, preview) => {
      preview.context.pathChanged.connect(() => void previews.save(preview));
      void previews.add(preview);
    });
    void restorer?.restore(previews, {
      command: "docmanager:open",
      args: ({ context }) => ({ path: context.path, factory: FACTORY }),
      name: ({ context }) => context.path,
    });

    addPreviewCommands(app, trans, palette);
  },
};

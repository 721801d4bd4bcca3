/** What the kernel says of itself. */

export const KERNEL_INFO = {
  status: "ok",
  protocol_version: "5.4",
  implementation: "gradus",
  implementation_version: "0.1.0",
  language_info: {
    name: "typescript",
    version: "7.0.2",
    mimetype: "text/typescript",
    file_extension: ".ts",
    pygments_lexer: "typescript",
    codemirror_mode: { name: "javascript", typescript: true },
    nbconvert_exporter: "script",
  },
  banner: `Gradus: TypeScript 7 on Node ${process.versions.node}`,
  debugger: false,
  supported_features: [],
  help_links: [
    { text: "The TypeScript Handbook", url: "https://www.typescriptlang.org/docs/handbook/intro.html" },
    { text: "Node.js", url: "https://nodejs.org/docs/latest/api/" },
  ],
} as const;

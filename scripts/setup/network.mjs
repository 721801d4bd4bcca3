/** Tells from the words of npm, pip and apt whether a download failed for want of a network. */

const signs = [
  // npm
  /npm (?:error|ERR!) code (?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|EIDLETIMEOUT|ERR_SOCKET_TIMEOUT)/,
  /npm (?:error|ERR!) network /,
  // pip
  /NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|Max retries exceeded with url/,
  /Failed to establish a new connection/,
  // apt
  /Temporary failure resolving|Could not resolve '|Could not connect to /,
];

/** @param {string} output what the failed program said */
export const isNetworkError = (output) => signs.some((sign) => sign.test(output));

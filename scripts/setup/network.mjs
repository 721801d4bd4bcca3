/** Tells from the words of npm, pip and apt whether a download failed for want of a network. */

const codes =
  "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|EIDLETIMEOUT|ERR_SOCKET_TIMEOUT";

const failedFetch = new RegExp(`npm http fetch .* failed with (?:${codes})`, "g");

const signs = [
  // npm
  new RegExp(`npm (?:error|ERR!) code (?:${codes})`),
  /npm (?:error|ERR!) network /,
  // pip
  /NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|Max retries exceeded with url/,
  /Failed to establish a new connection/,
  // apt
  /Temporary failure resolving|Could not resolve '|Could not connect to /,
];

/** @param {string} output what the failed program said */
export const isNetworkError = (output) =>
  signs.some((sign) => sign.test(output)) ||
  // Only an npm that was stopped by `watchNpm` does not name the error itself.
  (!/npm (?:error|ERR!) code/.test(output) && output.search(failedFetch) >= 0);

/**
 * Watches what npm says with `--loglevel=http` and tells when it may as well stop. npm itself first asks for each of
 * a thousand packages, three times over, which without a network can take ten minutes.
 * @returns {(text: string) => boolean}
 */
export function watchNpm() {
  // As many as npm asks for at once: a single failure is nothing unusual.
  let left = 15;
  return (text) => {
    if (/npm http fetch \w+ [23]\d\d /.test(text)) left = Infinity;
    left -= text.match(failedFetch)?.length ?? 0;
    return left <= 0;
  };
}

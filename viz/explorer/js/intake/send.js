/** Sends one file to the service, and tells how much of it has gone. */
import { Failure } from "../api.js";
import { language, t } from "../language.js";

const LONGEST = 9000; // bytes of a mapping that goes along: more than any table needs

/** Text as a header takes it. */
const packed = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/**
 * @param {File} file @param {string} name @param {string | undefined} columns the mapping that was beside the file @param {(sent: number) => void} told @param {AbortSignal} signal
 * @returns {Promise<any>} the job that the service made of it. Rejects with a Failure; its status is 0 when nothing answered.
 */
export function send(file, name, columns, told, signal) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much of a body has gone
    request.open("POST", `/api/v1/intake?name=${encodeURIComponent(name)}`);
    request.setRequestHeader("X-Zhengtu", "1");
    request.setRequestHeader("Accept-Language", language());
    if (columns && columns.length < LONGEST / 3) request.setRequestHeader("X-Zhengtu-Columns", packed(columns));
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => told(event.loaded));
    request.addEventListener("load", () => {
      const body = request.response;
      if (request.status === 202 && body) done(body);
      else failed(new Failure(body?.detail ?? t("failed", { status: request.status }), { status: request.status, code: body?.code }));
    });
    request.addEventListener("error", () => failed(new Failure(t("unreachable"))));
    request.addEventListener("abort", () => failed(new DOMException("stopped", "AbortError")));
    let gone = false; // then the service may have made a job of it, and its answer is needed to stop that
    request.upload.addEventListener("load", () => (gone = true));
    signal.addEventListener("abort", () => gone || request.abort());
    request.send(file);
  });
}

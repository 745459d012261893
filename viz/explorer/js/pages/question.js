/** `#/questions/NAME`: one question with all its parameters. */
import { ask, Failure } from "../api.js";
import { language } from "../language.js";
import { card } from "../question.js";
import { choices } from "./start.js";

export async function question({ id }, signal) {
  const { questions } = await ask("/questions", {}, signal);
  const asked = questions.find((q) => q.name === id);
  if (!asked) throw new Failure(id, { status: 404 });
  return { title: asked[language()], content: card(asked, Object.keys(asked.parameters.properties), await choices(signal), signal) };
}

import { askHealth } from "./health";
import "./style.css";
import { view, type View } from "./view";

function show({ headline, facts }: View): void {
  element("headline").textContent = headline;
  element("facts").replaceChildren(...facts.flatMap(([name, value]) => [node("dt", name), node("dd", value)]));
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`index.html has no element "${id}"`);
  }
  return found;
}

function node(tag: "dt" | "dd", words: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

show(view(await askHealth(import.meta.env.VITE_API_URL)));

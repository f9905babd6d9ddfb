import type { Finding } from "./health";

export interface View {
  headline: string;
  facts: [name: string, value: string][];
}

/** The words for what was found. */
export function view(finding: Finding): View {
  if (finding.kind === "unreachable") {
    return { headline: "The API cannot be reached.", facts: [["Reason", finding.reason]] };
  }
  const { status, environment, version, database, storage } = finding.health;
  return {
    headline: status === "healthy" ? "All is well." : "The API has trouble.",
    facts: [
      ["Environment", environment],
      ["Version", version],
      ["Database", database.ok ? `answers, at ${database.migration ?? "no migration"}` : "does not answer"],
      ["Storage", storage.ok ? "answers" : "does not answer"],
    ],
  };
}

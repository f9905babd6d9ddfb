package com.pmerit.d4.sop;

import java.util.Optional;

/** What git's commands are there for in an SOP. */
final class GitCommands implements CommandJudge {
    @Override
    public Optional<Ruling> judge(CommandLine line, Statement.Command command) {
        if (!line.program().equals("git")) {
            return Optional.empty();
        }
        return Optional.of(
                switch (line.word(0).orElse("")) {
                    case "status" ->
                        new Ruling.Enforced(
                                "gate clean-tree", "it refuses changed and untracked files, submodules too");
                    case "tag" ->
                        new Ruling.Enforced(
                                "gate tag",
                                "it asks for the annotated tag of the POM's version, or makes it with -Dd4.tag=create");
                    case "push" ->
                        new Ruling.NotAutomatable("d4 pushes nothing: what leaves this machine is for a person to say");
                    case "pull", "fetch" ->
                        new Ruling.Enforced(
                                "gate ancestry", "it refuses a commit that does not descend from what is live");
                    default ->
                        new Ruling.NotUnderstood("of git's commands status, tag, push, pull and fetch are known");
                });
    }
}

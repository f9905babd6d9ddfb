package com.pmerit.d4.sop;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Fault;
import com.pmerit.d4.contract.SecretLook;
import com.pmerit.d4.contract.SecretShapes;
import com.pmerit.d4.contract.Variable;
import com.pmerit.d4.smoke.Transport;
import com.pmerit.d4.source.Git;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the statements of an SOP against what is true. Reads only; every statement is in what it gives, understood or not. */
public final class Review {
    /** Shorter ones stand in any text by chance; where a variable itself is told of, its value is left out by its name. */
    private static final int SHORTEST_HIDDEN = 4;

    private final List<CommandJudge> commands;
    private final List<RowJudge> rows;
    private final List<ClaimJudge> claims;
    private final List<String> hidden;

    /**
     * Prepares it.
     *
     * @param state what is true
     * @param git asked for tags
     * @param transport asks the addresses of the environments; empty where nothing may be asked
     * @param own what d4 itself has
     */
    public Review(ProjectState state, Git git, Optional<Transport> transport, Vocabulary own) {
        EnvironmentNames names = new EnvironmentNames(state.environments());
        ResourceNames resources = new ResourceNames(state, names);
        commands = List.of(
                new WranglerCommands(state, names),
                new NpmCommands(state),
                new GitCommands(),
                new CurlCommands(names, transport),
                new MavenCommands(names, own.goals()));
        rows = List.of(
                new BindingRows(names),
                new SecretRows(names, state.contract().worker().secrets()),
                new GateRows(own.gates()),
                resources);
        claims = List.of(
                new DocumentClaims(state.contract(), git),
                new AuditClaims(state, names),
                new DeltaClaims(state, names),
                new ProcedureClaims(state, names),
                resources);
        hidden = hidden(state);
    }

    /** The tables of which statements tell how many rows they have, so that these can be counted before a review. */
    public static Set<String> countedTables(List<Statement> statements) {
        Set<String> tables = new LinkedHashSet<>();
        statements.forEach(statement -> AuditClaims.table(statement).ifPresent(tables::add));
        return tables;
    }

    /**
     * What becomes of each statement, in their order; of some a judgement for each part.
     *
     * @throws InterruptedException when the build is stopped
     */
    public List<Judgement> of(List<Statement> statements) throws InterruptedException {
        List<Judgement> judgements = new ArrayList<>();
        for (Statement statement : statements) {
            judge(statement).forEach(judgement -> judgements.add(shown(judgement)));
        }
        return judgements;
    }

    private List<Judgement> judge(Statement statement) throws InterruptedException {
        if (statement instanceof Statement.Row row) {
            return rows.stream()
                    .map(judge -> judge.judge(row))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseGet(() -> List.of(Judgement.of(row, unknown())));
        }
        return List.of(Judgement.of(
                statement,
                statement instanceof Statement.Command command
                        ? ruling(command)
                        : ruling((Statement.Claim) statement)));
    }

    private Ruling ruling(Statement.Command command) throws InterruptedException {
        CommandLine line = CommandLine.of(command.text());
        for (CommandJudge judge : commands) {
            Optional<Ruling> ruling = judge.judge(line, command);
            if (ruling.isPresent()) {
                return ruling.get();
            }
        }
        return new Ruling.NotUnderstood("what " + line.program() + " is there for is not known");
    }

    private Ruling ruling(Statement.Claim claim) throws InterruptedException {
        for (ClaimJudge judge : claims) {
            Optional<Ruling> ruling = judge.judge(claim);
            if (ruling.isPresent()) {
                return ruling.get();
            }
        }
        return unknown();
    }

    private static Ruling unknown() {
        return new Ruling.NotUnderstood("nothing is known that it could be held against");
    }

    /** The longest first, for one may hold another. */
    private static List<String> hidden(ProjectState state) {
        return state.contract().environments().stream()
                .map(Environment::vars)
                .map(Map::entrySet)
                .flatMap(Set::stream)
                .filter(each -> SecretLook.of(each.getKey(), each.getValue()).isPresent())
                .map(Map.Entry::getValue)
                .map(Variable::shown)
                .filter(value -> value.strip().length() >= SHORTEST_HIDDEN)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    private Judgement shown(Judgement judgement) {
        String text = judgement.text();
        for (String value : hidden) {
            text = text.replace(value, Fault.NOT_SHOWN);
        }
        return new Judgement(
                judgement.line(),
                judgement.section(),
                judgement.command(),
                SecretShapes.find(text).isPresent() ? Fault.NOT_SHOWN : text,
                judgement.ruling());
    }
}

package com.pmerit.d4.sop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of shell commands. A comment above a command says what it is about, {@code # From: DIRECTORY} where it is to be typed; a
 * comment that no command follows is a claim of its own, and a comment that ends in a command is that command.
 */
final class CommandBlock {
    private static final Pattern DIRECTORY =
            Pattern.compile("(?:from|in|cd):?\\s+(\\S+/\\S*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENTED =
            Pattern.compile("(?:^|[:.]\\s+)((?:npx\\s+)?(?:wrangler|npm|tsc|git|curl|mvn)\\s+\\S.*)$");
    private static final String PROMPT = "$ ";

    private final List<String> headings;
    private final boolean prompted;
    private final List<Statement> statements = new ArrayList<>();
    private Optional<String> directory = Optional.empty();
    private String comment = "";
    private int commentLine;
    private boolean commentUsed = true;

    /**
     * Takes where it stands.
     *
     * @param info the word behind the fence, such as {@code bash}
     */
    CommandBlock(List<String> headings, String info) {
        this.headings = headings;
        this.prompted = info.equals("console");
    }

    /**
     * What it says.
     *
     * @param first the line of the document in which the block's text begins
     */
    List<Statement> statements(String text, int first) {
        String[] lines = text.split("\n", -1);
        for (int index = 0; index < lines.length; index++) {
            int start = index;
            StringBuilder line = new StringBuilder(lines[index].strip());
            while (line.length() > 0 && line.charAt(line.length() - 1) == '\\' && index + 1 < lines.length) {
                index++;
                line.setCharAt(line.length() - 1, ' ');
                line.append(lines[index].strip());
            }
            line(line.toString(), first + start);
        }
        endComment();
        return statements;
    }

    private void line(String line, int number) {
        if (line.isEmpty()) {
            endComment();
        } else if (line.startsWith("#")) {
            comment(line.replaceFirst("^#+\\s*", ""), number);
        } else if (!prompted || line.startsWith(PROMPT)) {
            commentUsed = true;
            String typed = line.startsWith(PROMPT) ? line.substring(PROMPT.length()) : line;
            CommandLine.sequence(typed).forEach(command -> command(command, comment, number));
        }
    }

    private void comment(String text, int number) {
        endComment();
        Matcher place = DIRECTORY.matcher(text);
        Matcher commented = COMMENTED.matcher(text);
        if (place.matches()) {
            directory = Optional.of(place.group(1));
            statements.add(new Statement.Claim(
                    number, headings, Optional.of("From"), place.group(1), List.of(new Quote(place.group(1), ""))));
        } else if (commented.find()) {
            command(commented.group(1), text, number);
        } else {
            comment = text;
            commentLine = number;
            commentUsed = false;
        }
    }

    private void command(String command, String around, int number) {
        if (command.startsWith("cd ")) {
            String below = CommandLine.of(command).word(0).orElse(".");
            directory = Optional.of(directory.map(above -> above + "/" + below).orElse(below));
        } else {
            statements.add(new Statement.Command(number, headings, command, directory, around));
        }
    }

    private void endComment() {
        if (!commentUsed) {
            statements.add(new Statement.Claim(commentLine, headings, Optional.empty(), comment, List.of()));
        }
        comment = "";
        commentUsed = true;
    }
}

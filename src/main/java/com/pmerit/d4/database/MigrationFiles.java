package com.pmerit.d4.database;

import com.pmerit.d4.contract.Database;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads the migration files of a database in the order in which wrangler applies them. */
public final class MigrationFiles {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** What was found in a migrations directory. */
    public sealed interface Found {
        /** All files, in wrangler's order; none when there is no directory. */
        record Files(List<MigrationFile> inOrder) implements Found {
            public Files {
                inOrder = List.copyOf(inOrder);
            }
        }

        /** Files that cannot be applied safely, each with its reason and what mends it. */
        record Unusable(List<Unfit> files) implements Found {
            public Unusable {
                files = List.copyOf(files);
            }

            /** Name, reason and mend of each, on a line. */
            public List<String> reasons() {
                return files.stream().map(Unfit::text).toList();
            }
        }
    }

    /**
     * A file that cannot be applied safely.
     *
     * @param name its path below the migrations directory, control and direction characters as escapes
     * @param why what is wrong
     * @param mend what mends it
     */
    public record Unfit(String name, String why, String mend) {
        String text() {
            return name + ": " + why + "; " + mend;
        }
    }

    /**
     * Reads the files that {@code migrations_dir} and {@code migrations_pattern} name.
     *
     * @throws IOException when the directory or a file cannot be read
     */
    public Found read(Database database) throws IOException {
        Path directory = database.migrationsDirectory();
        if (!Files.isDirectory(directory)) {
            return new Found.Files(List.of());
        }
        List<Unfit> unfit = new ArrayList<>();
        List<MigrationFile> files = new ArrayList<>();
        for (Path path : paths(database)) {
            String name = directory.relativize(path).toString().replace('\\', '/');
            if (name.chars().anyMatch(MigrationFiles::isHostile)) {
                unfit.add(
                        new Unfit(printable(name), "the name has control or direction characters", "rename the file"));
            } else if (Files.isDirectory(path)) {
                unfit.add(new Unfit(name, "is a directory", "rename it, for wrangler would take it for a migration"));
            } else if (!path.toRealPath().startsWith(directory.toRealPath())) {
                unfit.add(new Unfit(name, "is a link to a file outside " + directory, "put the file itself there"));
            } else {
                readOne(new MigrationName(name), path, files, unfit);
            }
        }
        files.sort(Comparator.comparing(MigrationFile::name));
        return unfit.isEmpty() ? new Found.Files(files) : new Found.Unusable(unfit);
    }

    private static void readOne(MigrationName name, Path path, List<MigrationFile> files, List<Unfit> unfit)
            throws IOException {
        String sql;
        try {
            sql = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            unfit.add(new Unfit(name.text(), "is not UTF-8", "save the file as UTF-8"));
            return;
        }
        if (sql.indexOf('\0') >= 0) {
            unfit.add(new Unfit(
                    name.text(), "contains a NUL character, at which SQLite would stop reading", "remove it"));
        } else if (!sql.isEmpty() && sql.charAt(0) == BYTE_ORDER_MARK) {
            unfit.add(new Unfit(name.text(), "begins with a byte order mark", "save the file as UTF-8 without one"));
        } else {
            files.add(new MigrationFile(name, path, sql));
        }
    }

    private static List<Path> paths(Database database) throws IOException {
        Path directory = database.migrationsDirectory();
        String pattern = database.migrationsPattern()
                .map(configured -> below(directory, configured))
                .orElse("*.sql");
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        PathMatcher atTop = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replaceFirst("^\\*\\*/", ""));
        int depth = database.migrationsPattern().isPresent() ? Integer.MAX_VALUE : 1;
        try (Stream<Path> found = Files.walk(directory, depth)) {
            return found.filter(path -> !path.equals(directory))
                    .filter(path -> {
                        Path relative = directory.relativize(path);
                        return matcher.matches(relative) || atTop.matches(relative);
                    })
                    .toList();
        }
    }

    /** The pattern is relative to the config file and begins with the migrations directory, as wrangler demands. */
    private static String below(Path directory, String pattern) {
        Path segments = Path.of(pattern.replaceFirst("^\\./", ""));
        for (int count = segments.getNameCount() - 1; count > 0; count--) {
            if (directory.endsWith(segments.subpath(0, count))) {
                return segments.subpath(count, segments.getNameCount()).toString();
            }
        }
        return segments.toString();
    }

    private static boolean isHostile(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR;
    }

    private static String printable(String name) {
        StringBuilder shown = new StringBuilder();
        name.chars()
                .forEach(character -> shown.append(
                        isHostile(character) ? String.format("\\u%04x", character) : String.valueOf((char) character)));
        return shown.toString();
    }
}

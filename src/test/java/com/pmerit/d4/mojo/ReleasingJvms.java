package com.pmerit.d4.mojo;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Starts JVMs that release the shop, quickly: the first one leaves an archive of its loaded classes to all others. Archives hold
 * classes out of jars only, so what was compiled here is put into some.
 */
final class ReleasingJvms {
    private final Path archive;
    private final String classPath;

    private ReleasingJvms(Path archive, String classPath) {
        this.archive = archive;
        this.classPath = classPath;
    }

    /** Keeps archive and jars in a directory. */
    static ReleasingJvms in(Path directory) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                entries.add(jar(path, directory.resolve("compiled-" + entries.size() + ".jar"))
                        .toString());
            } else if (Files.isRegularFile(path)) {
                entries.add(entry);
            }
        }
        return new ReleasingJvms(directory.resolve("classes.jsa"), String.join(File.pathSeparator, entries));
    }

    /** Starts the first, which must end by itself to leave its archive. */
    Process first(Case scene, FrontDoor door) throws IOException {
        return start(scene, door, "-XX:ArchiveClassesAtExit=" + archive);
    }

    /** Starts another. */
    Process another(Case scene, FrontDoor door) throws IOException {
        return start(scene, door, "-XX:SharedArchiveFile=" + archive);
    }

    /** What a release said before it ended, if it did. */
    static String said(Case scene) throws IOException {
        Path said = scene.checkout().directory().resolveSibling("said");
        return Files.readString(said) + Files.readString(said.resolveSibling("complaints"));
    }

    private Process start(Case scene, FrontDoor door, String archiving) throws IOException {
        ReleaseWorld world = scene.world();
        Path directory = scene.checkout().directory();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        archiving,
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        // One that is killed cannot take away the library that it unpacked.
                        "-Dorg.sqlite.tmpdir=" + directory.resolveSibling(""),
                        "-cp",
                        classPath,
                        ReleasingProcess.class.getName(),
                        world.sandbox.api().toString(),
                        world.account(),
                        door.address().toString(),
                        directory.toString(),
                        scene.checkout().version())
                .redirectOutput(directory.resolveSibling("said").toFile())
                .redirectError(directory.resolveSibling("complaints").toFile())
                .start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(world.sandbox.token().getBytes(StandardCharsets.UTF_8));
        }
        return process;
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            output.setLevel(0);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                output.putNextEntry(new JarEntry(name));
                Files.copy(file, output);
                output.closeEntry();
            }
        }
        return jar;
    }
}

package com.pmerit.d4.database;

import java.nio.file.Path;

/**
 * A migration as it lies in the project.
 *
 * @param name its identity
 * @param path where it lies
 * @param sql its text
 */
public record MigrationFile(MigrationName name, Path path, String sql) {}

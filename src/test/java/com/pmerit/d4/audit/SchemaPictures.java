package com.pmerit.d4.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.database.Bookkeeping;
import java.sql.SQLException;
import java.util.Set;

/** Pictures of schemas for the tests of their renderings. */
public final class SchemaPictures {
    private SchemaPictures() {}

    /** What a database looks like in which these statements have run. */
    public static SchemaPicture of(String... statements) {
        try (Scratch scratch = new Scratch(new Bookkeeping(Set.of("d1_migrations")))) {
            for (String statement : statements) {
                assertThat(scratch.run(statement)).as(statement).isEmpty();
            }
            return SchemaPicture.of(scratch.contents());
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

package com.pmerit.d4.mojo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.pmerit.d4.worker.SecretText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Secrets as they come through a file descriptor: one JSON object of texts, or records {@code NAME=value} that each end in a NUL, as
 * {@code env -0} writes them. Both carry every value that can be one. No message shows anything of what was read.
 */
final class SecretRecords {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern SECOND_LINE = Pattern.compile("\\R[A-Za-z_][A-Za-z0-9_]*=");

    private final List<SecretText> read = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private SecretRecords() {}

    /** What came is none of the two forms; the message shows nothing of it. */
    static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String why;

        UnfitException(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    /** Whether a text can be the name of a secret. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * Reads the secrets, in their order, each name once.
     *
     * @throws UnfitException when the bytes are no such secrets
     */
    static List<SecretText> of(byte[] bytes) throws UnfitException {
        String text = decoded(bytes);
        if (text.isBlank()) {
            throw new UnfitException("gave nothing");
        }
        SecretRecords records = new SecretRecords();
        if (text.stripLeading().startsWith("{")) {
            records.json(text);
        } else {
            records.records(text);
        }
        return List.copyOf(records.read);
    }

    private static String decoded(byte[] bytes) throws UnfitException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new UnfitException("gave bytes that are not UTF-8; encode such a value, as base64 for one");
        }
    }

    private void records(String text) throws UnfitException {
        boolean ended = text.indexOf('\0') >= 0;
        if (!ended && SECOND_LINE.matcher(text).find()) {
            throw new UnfitException("gave several lines NAME=value, and a value may have lines of its own: let each"
                    + " record end in a NUL, as env -0 does, or give one JSON object");
        }
        int number = 0;
        List<String> records = List.of(text.split("\0", -1));
        boolean closed = records.get(records.size() - 1).isEmpty();
        for (String record : closed ? records.subList(0, records.size() - 1) : records) {
            number++;
            int equals = record.indexOf('=');
            if (equals < 0 || !isName(record.substring(0, equals))) {
                throw new UnfitException("gave a record " + number + " that does not begin with NAME=");
            }
            add(record.substring(0, equals), record.substring(equals + 1));
        }
    }

    // The messages of the parser quote what they could not read.
    private void json(String text) throws UnfitException {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        try (JsonParser parser = factory.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (!isName(name)) {
                    throw new UnfitException("gave a JSON object with a key that is no name of a secret");
                }
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    throw new UnfitException("gave " + name + " as something else than a JSON text");
                }
                add(name, parser.getText());
            }
            if (parser.nextToken() != null) {
                throw new UnfitException("gave more than one JSON object");
            }
        } catch (JsonProcessingException broken) {
            throw new UnfitException("gave no JSON object: it breaks at line "
                    + broken.getLocation().getLineNr() + ", column "
                    + broken.getLocation().getColumnNr());
        } catch (IOException impossible) {
            throw new UnfitException("gave no JSON object");
        }
    }

    private void add(String name, String value) throws UnfitException {
        if (!names.add(name)) {
            throw new UnfitException("gave " + name + " twice");
        }
        read.add(new SecretText(name, value));
    }
}

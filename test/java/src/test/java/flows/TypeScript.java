package flows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** What the same programs come to in TypeScript. */
final class TypeScript {
    private static final Path FOLDER = Paths.get(System.getProperty("expected"));

    static String template(String id) {
        return text(FOLDER.resolve(id + ".template.json"));
    }

    static String message(String name) {
        return text(FOLDER.resolve("messages").resolve(name + ".txt"));
    }

    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException error) {
            throw new IllegalStateException(error);
        }
    }

    private TypeScript() {}
}

package dev.kith.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** The .avsc files in the repository, current and published. */
final class SchemaFiles {
  static final Path TODAY = Path.of("src/main/avro");
  private static final Path PUBLISHED = Path.of("src/test/resources/published");

  private SchemaFiles() {}

  /**
   * All named types below a folder, by full name. The files may refer to each other in any order.
   */
  static Map<String, Schema> in(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      SchemaParser parser = new SchemaParser();
      for (Path file : files.filter(SchemaFiles::isSchema).toList()) {
        parser.parse(file);
      }
      return parser.getParsedNamedSchemas().stream()
          .collect(Collectors.toMap(Schema::getFullName, Function.identity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Folders of all published versions. */
  static List<Path> published() {
    try (Stream<Path> folders = Files.list(PUBLISHED)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Full names of the types with their own file, outside {@code shared}. */
  static List<String> topLevelRecords() {
    try (Stream<Path> files = Files.list(TODAY)) {
      return files
          .filter(SchemaFiles::isSchema)
          .map(file -> "dev.kith.avro." + file.getFileName().toString().replace(".avsc", ""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSchema(Path file) {
    return file.toString().endsWith(".avsc");
  }
}

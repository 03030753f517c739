package dev.kith.profile.picture.decoder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.twelvemonkeys.image.ResampleOp;
import com.twelvemonkeys.imageio.ImageReaderBase;
import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.io.FileUtil;
import com.twelvemonkeys.lang.Validate;
import dev.kith.domain.Picture;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Command line of decoder processes: a small JVM with only the libraries for decoding, and without
 * this process's environment.
 */
final class DecoderCommand {

  private static final Logger LOG = LoggerFactory.getLogger(DecoderCommand.class);
  private static final int LOGGED_LINES = 20;

  /** The environment variables that a decoder keeps; others may contain secrets. */
  private static final Set<String> ENVIRONMENT =
      Set.of("LANG", "LC_ALL", "LD_LIBRARY_PATH", "MALLOC_ARENA_MAX");

  /** One class from each jar that decoding needs. */
  private static final List<Class<?>> LIBRARIES =
      List.of(
          PictureDecoder.class,
          Picture.class,
          JPEGImageReaderSpi.class,
          WebPImageReaderSpi.class,
          ImageReaderBase.class,
          CompoundDirectory.class,
          ResampleOp.class,
          FileUtil.class,
          Validate.class);

  private DecoderCommand() {}

  static Process start(int heapMegabytes) throws IOException {
    var temporary = System.getProperty("java.io.tmpdir");
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heapMegabytes + "m",
            // pixels are in a few large arrays, which go to the old generation at once
            "-Xmn16m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+ErrorFileToStderr",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + temporary,
            // DamageListener matches the texts of warnings
            "-Duser.language=en",
            "-cp",
            classPath(),
            PictureDecoder.class.getName());
    var builder = new ProcessBuilder(command).directory(new File(temporary));
    builder.environment().keySet().retainAll(ENVIRONMENT);
    var process = builder.start();
    var _ = Thread.ofVirtual().name("picture-decoder-log").start(() -> log(process));
    return process;
  }

  /**
   * The jars that this class and its libraries come from; the whole class path if one is unknown.
   */
  private static String classPath() throws IOException {
    try {
      return LIBRARIES.stream()
          .map(DecoderCommand::location)
          .distinct()
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IllegalStateException failure) {
      throw new IOException("Cannot determine the class path of the picture decoder", failure);
    }
  }

  private static String location(Class<?> type) {
    try {
      var source = type.getProtectionDomain().getCodeSource();
      return source == null
          ? new File(System.getProperty("java.class.path")).getAbsolutePath()
          : Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException foreign) {
      throw new IllegalStateException(foreign);
    }
  }

  private static void log(Process process) {
    try (var lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      var count = 0;
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (count++ < LOGGED_LINES) {
          LOG.warn("Picture decoder: {}", line);
        }
      }
    } catch (IOException ended) {
      LOG.debug("Picture decoder ended", ended);
    }
  }
}

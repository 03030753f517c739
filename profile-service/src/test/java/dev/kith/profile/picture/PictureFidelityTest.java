package dev.kith.profile.picture;

import static dev.kith.profile.picture.codec.Variant.WHOLE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.profile.picture.codec.EncodedPicture;
import dev.kith.profile.picture.codec.PictureLimits;
import dev.kith.profile.picture.codec.Variant;
import dev.kith.profile.picture.decoder.PicturePreparation;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that stored pictures look like the original in a viewer that supports its format: colours,
 * positions, orientation.
 */
class PictureFidelityTest {

  private static final PicturePreparation PREPARATION =
      new PicturePreparation(
          new PictureLimits(8192, 40), 1, Duration.ofSeconds(20), Duration.ofMinutes(1));

  private static final Color RED = new Color(200, 60, 60);

  /** The sRGB colour with the same appearance as the samples of {@link #RED} in Display P3. */
  private static final Color RED_IN_P3 = new Color(219, 37, 49);

  /** The same according to the formulas; a real profile rounds its numbers. */
  private static final Color RED_IN_EXACT_P3 = new Color(218, 42, 52);

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    PREPARATION.close();
  }

  static Stream<Arguments> colours_become_srgb() {
    var p3 = PngFiles.profile(PictureFiles.resource("trial/p3.png"));
    var primaries = PngFiles.chunk("cHRM", 31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000);
    var linear = PngFiles.chunk("gAMA", 100_000);
    var usual = PngFiles.chunk("gAMA", 45_455);
    var srgb = PngFiles.chunk("sRGB", new byte[] {0});
    var coded = PngFiles.chunk("cICP", new byte[] {12, 13, 0, 1});
    var nonsense = PngFiles.chunk("iCCP", new byte[9]);
    return Stream.of(
        Arguments.of("profile", red(PngFiles.profileChunk(p3)), RED_IN_P3),
        Arguments.of("profile first", red(srgb, PngFiles.profileChunk(p3)), RED_IN_P3),
        Arguments.of("primaries", red(usual, primaries), RED_IN_EXACT_P3),
        Arguments.of("code points", red(coded), RED_IN_EXACT_P3),
        Arguments.of("code points first", red(srgb, linear, coded), RED_IN_EXACT_P3),
        Arguments.of("linear", red(linear), new Color(227, 133, 133)),
        Arguments.of("usual gamma", red(usual), RED),
        Arguments.of("sRGB first", red(linear, srgb), RED),
        Arguments.of("nonsense", red(nonsense), RED),
        Arguments.of("no gamma", red(PngFiles.chunk("gAMA", 0)), RED),
        Arguments.of("linear grey", PngFiles.with(grey(), linear), new Color(188, 188, 188)),
        Arguments.of("JPEG", PictureFiles.jpegWithProfile(halves(), p3), RED_IN_P3));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void colours_become_srgb(String name, byte[] file, Color expected) throws Exception {
    try (var kept = kept(file)) {
      assertNear(image(kept, WHOLE), 10, 10, expected);
    }
  }

  @Test
  void a_profile_of_webp_is_applied() throws Exception {
    // red and green are swapped
    var swapped = PngFiles.swapped(PngFiles.profile(PictureFiles.resource("trial/p3.png")));

    try (var kept = kept(WebpFiles.withProfile(swapped))) {
      assertNear(image(kept, WHOLE), 20, 20, Color.GREEN, 20);
      assertNear(image(kept, WHOLE), 280, 20, Color.RED, 20);
    }
  }

  @Test
  void what_shines_through_still_does_after_a_conversion() throws Exception {
    var p3 = PngFiles.profile(PictureFiles.resource("trial/p3.png"));
    var file = PngFiles.with(PictureFiles.translucent("png", 100, 80), PngFiles.profileChunk(p3));

    try (var kept = kept(file)) {
      assertThat(image(kept, WHOLE).getRGB(95, 5) >>> 24).isZero();
      assertThat(image(kept, WHOLE).getRGB(5, 5) >>> 24).isEqualTo(255);
    }
  }

  @Test
  void a_frame_of_a_gif_stays_where_it_is_on_the_canvas() throws Exception {
    try (var kept = kept(PictureFiles.resource("trial/off.gif"))) {
      var image = image(kept, WHOLE);
      assertThat(kept.picture().width()).isEqualTo(100);
      assertThat(kept.picture().height()).isEqualTo(100);
      assertThat(image.getRGB(39, 50) >>> 24).isZero();
      assertThat(image.getRGB(60, 50) >>> 24).isZero();
      assertThat(image.getRGB(40, 40) >>> 24).isEqualTo(255);
      assertThat(image.getRGB(59, 59) >>> 24).isEqualTo(255);
    }
  }

  @Test
  void a_frame_of_a_webp_stays_where_it_is_on_the_canvas() throws Exception {
    try (var kept = kept(WebpFiles.withOffset())) {
      var image = image(kept, WHOLE);
      assertThat(kept.picture().width()).isEqualTo(500);
      assertThat(kept.picture().height()).isEqualTo(400);
      assertThat(image.getRGB(99, 100) >>> 24).isZero();
      assertThat(image.getRGB(100, 60) >>> 24).isEqualTo(255);
      assertThat(image.getRGB(399, 259) >>> 24).isEqualTo(255);
      assertThat(image.getRGB(400, 100) >>> 24).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 5000", "5000, 1", "2, 3000", "3, 8000"})
  void a_thin_picture_has_thumbnails_in_its_colour(int width, int height) throws Exception {
    var file = PictureFiles.encoded("png", PictureFiles.filled(width, height, RED));

    try (var kept = kept(file)) {
      assertThat(kept.variants()).hasSize(4);
      for (var variant : kept.variants()) {
        var image = image(kept, variant);
        for (var y = 0; y < image.getHeight(); y++) {
          for (var x = 0; x < image.getWidth(); x++) {
            assertThat(new Color(image.getRGB(x, y))).isEqualTo(RED);
          }
        }
      }
    }
  }

  @Test
  void a_thumbnail_is_the_mean_of_what_it_covers() throws Exception {
    var stripes = new BufferedImage(640, 640, BufferedImage.TYPE_3BYTE_BGR);
    for (var x = 0; x < 640; x += 2) {
      for (var y = 0; y < 640; y++) {
        stripes.setRGB(x, y, 0xffffff);
      }
    }

    try (var kept = kept(PictureFiles.encoded("png", stripes))) {
      assertNear(image(kept, Variant.SMALL), 0, 0, new Color(128, 128, 128));
      assertNear(image(kept, Variant.SMALL), 63, 63, new Color(128, 128, 128));
      assertNear(image(kept, Variant.MEDIUM), 255, 255, new Color(128, 128, 128), 60);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 10, 40",
    "2, 90, 40",
    "3, 90, 40",
    "4, 10, 40",
    "5, 40, 10",
    "6, 40, 10",
    "7, 40, 90",
    "8, 40, 90"
  })
  void each_direction_of_a_png_is_put_upright(int orientation, int x, int y) throws Exception {
    var file =
        PngFiles.with(
            PictureFiles.of("png", 100, 80),
            PngFiles.chunk("eXIf", PictureFiles.orientation(orientation)));

    try (var kept = kept(file)) {
      var image = image(kept, WHOLE);
      assertThat(image.getWidth()).isEqualTo(orientation < 5 ? 100 : 80);
      assertNear(image, x, y, Color.RED);
      assertNear(image, image.getWidth() - 1 - x, image.getHeight() - 1 - y, Color.BLUE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 20, 20",
    "2, 280, 20",
    "3, 280, 180",
    "4, 20, 180",
    "5, 20, 20",
    "6, 180, 20",
    "7, 180, 280",
    "8, 20, 280"
  })
  void each_direction_of_a_webp_is_put_upright(int orientation, int x, int y) throws Exception {
    // its upper left is red
    try (var kept = kept(WebpFiles.withExif(PictureFiles.orientation(orientation)))) {
      var image = image(kept, WHOLE);
      assertThat(image.getWidth()).isEqualTo(orientation < 5 ? 300 : 200);
      assertNear(image, x, y, Color.RED);
    }
  }

  @Test
  void a_trial_picture_that_lies_on_its_side_is_turned() throws Exception {
    try (var kept = kept(PictureFiles.resource("trial/exif6.png"))) {
      assertThat(kept.picture().width()).isEqualTo(300);
      assertThat(kept.picture().height()).isEqualTo(400);
    }
  }

  private static BufferedImage halves() {
    return PictureFiles.filled(100, 80, RED);
  }

  private static byte[] red(byte[]... chunks) {
    return PngFiles.with(PictureFiles.encoded("png", halves()), chunks);
  }

  private static byte[] grey() {
    var grey = new BufferedImage(100, 80, BufferedImage.TYPE_BYTE_GRAY);
    for (var at = 0; at < 8000; at++) {
      grey.getRaster().setSample(at % 100, at / 100, 0, 128);
    }
    return PictureFiles.encoded("png", grey);
  }

  private EncodedPicture kept(byte[] file) throws Exception {
    var prepared = PREPARATION.prepare("alice", Files.write(folder.resolve("file"), file));
    assertThat(prepared).isInstanceOf(EncodedPicture.class);
    return (EncodedPicture) prepared;
  }

  private static void assertNear(BufferedImage image, int x, int y, Color expected) {
    assertNear(image, x, y, expected, 4);
  }

  private static void assertNear(BufferedImage image, int x, int y, Color expected, int tolerance) {
    var color = new Color(image.getRGB(x, y));
    assertThat(color.getRed())
        .isBetween(expected.getRed() - tolerance, expected.getRed() + tolerance);
    assertThat(color.getGreen())
        .isBetween(expected.getGreen() - tolerance, expected.getGreen() + tolerance);
    assertThat(color.getBlue())
        .isBetween(expected.getBlue() - tolerance, expected.getBlue() + tolerance);
  }

  private static BufferedImage image(EncodedPicture kept, Variant variant) throws IOException {
    return ImageIO.read(requireNonNull(kept.files().get(variant)).toFile());
  }
}

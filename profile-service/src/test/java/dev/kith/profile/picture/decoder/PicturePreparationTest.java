package dev.kith.profile.picture.decoder;

import static dev.kith.profile.picture.codec.Variant.LARGE;
import static dev.kith.profile.picture.codec.Variant.MEDIUM;
import static dev.kith.profile.picture.codec.Variant.SMALL;
import static dev.kith.profile.picture.codec.Variant.WHOLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Sha256;
import dev.kith.profile.picture.PictureFiles;
import dev.kith.profile.picture.codec.EncodedPicture;
import dev.kith.profile.picture.codec.PictureLimits;
import dev.kith.profile.picture.codec.PreparationResult;
import dev.kith.profile.picture.codec.UnacceptablePicture;
import dev.kith.profile.picture.codec.UnacceptablePicture.Reason;
import dev.kith.profile.picture.codec.Variant;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicturePreparationTest {

  private static final PicturePreparation PREPARATION =
      new PicturePreparation(
          new PictureLimits(8192, 40), 1, Duration.ofSeconds(20), Duration.ofMinutes(1));

  @AfterAll
  static void close() {
    PREPARATION.close();
  }

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"png, image/png", "jpeg, image/jpeg", "gif, image/jpeg"})
  void a_picture_keeps_its_size_and_gets_the_thumbnails_that_are_smaller(
      String format, String mediaType) throws Exception {
    var file = PictureFiles.of(format, 800, 400);

    try (var kept = kept(file)) {
      assertThat(kept.picture().mediaType()).isEqualTo(mediaType);
      assertThat(size(kept, WHOLE)).containsExactly(800, 400);
      assertThat(size(kept, LARGE)).containsExactly(640, 320);
      assertThat(size(kept, MEDIUM)).containsExactly(256, 128);
      assertThat(size(kept, SMALL)).containsExactly(64, 32);
      assertShowsTheHalves(image(kept, WHOLE));
      assertShowsTheHalves(image(kept, SMALL));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "opaque.webp, image/jpeg",
    "translucent.webp, image/png",
    "animated.webp, image/jpeg"
  })
  void webp_becomes_what_every_client_shows(String name, String mediaType) throws Exception {
    try (var kept = kept(PictureFiles.resource(name))) {
      assertThat(kept.picture().mediaType()).isEqualTo(mediaType);
      assertThat(size(kept, WHOLE)).containsExactly(300, 200);
      // red on the upper left, green on the upper right: the first frame of the animated one
      assertThat(image(kept, WHOLE).getRGB(20, 20) & 0xc00000).isEqualTo(0xc00000);
      assertThat(image(kept, WHOLE).getRGB(280, 20) & 0x00c000).isEqualTo(0x00c000);
    }
  }

  @Test
  void nothing_is_scaled_up() throws Exception {
    try (var kept = kept(PictureFiles.of("png", 256, 100))) {
      assertThat(kept.files().keySet()).containsExactlyInAnyOrder(WHOLE, SMALL);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif"})
  void what_shines_through_stays_so(String format) throws Exception {
    try (var kept = kept(PictureFiles.translucent(format, 100, 80))) {
      assertThat(kept.picture().mediaType()).isEqualTo("image/png");
      assertThat(image(kept, WHOLE).getRGB(95, 5) >>> 24).isZero();
      assertThat(image(kept, SMALL).getRGB(62, 2) >>> 24).isZero();
      assertThat(image(kept, WHOLE).getRGB(5, 5) >>> 24).isEqualTo(255);
    }
  }

  @Test
  void of_an_animation_the_first_frame_is_kept() throws Exception {
    try (var kept = kept(PictureFiles.animatedGif(100, 80))) {
      assertShowsTheHalves(image(kept, WHOLE));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_camera_that_was_held_otherwise_is_put_upright(int orientation) throws Exception {
    // the result must look like the original in a viewer that applies Exif
    var red =
        switch (orientation) {
          case 1, 4 -> new int[] {10, 40};
          case 2, 3 -> new int[] {90, 40};
          case 5, 6 -> new int[] {40, 10};
          default -> new int[] {40, 90};
        };

    try (var kept = kept(PictureFiles.turnedJpeg(100, 80, orientation))) {
      var image = image(kept, WHOLE);
      assertThat(size(kept, WHOLE))
          .containsExactly(orientation < 5 ? new Integer[] {100, 80} : new Integer[] {80, 100});
      assertThat(isRed(image.getRGB(red[0], red[1]))).isTrue();
      assertThat(isRed(image.getRGB(image.getWidth() - 1 - red[0], image.getHeight() - 1 - red[1])))
          .isFalse();
    }
  }

  @Test
  void metadata_is_dropped() throws Exception {
    var file = PictureFiles.turnedJpeg(100, 80, 6);
    assertThat(text(file)).contains("Exif", "taken at home");

    try (var kept = kept(file)) {
      for (var variant : kept.files().values()) {
        assertThat(text(Files.readAllBytes(variant))).doesNotContain("Exif", "taken at home");
      }
    }
  }

  @Test
  void a_picture_with_something_else_behind_it_loses_that() throws Exception {
    var script = "<script>alert(1)</script>".getBytes(ISO_8859_1);
    var file = PictureFiles.joined(PictureFiles.of("gif", 50, 50), script);

    try (var kept = kept(file)) {
      assertThat(text(Files.readAllBytes(requireNonNull(kept.files().get(WHOLE)))))
          .doesNotContain("<script>");
    }
  }

  @Test
  void the_hash_is_that_of_what_is_kept_and_the_same_each_time() throws Exception {
    var file = PictureFiles.of("jpeg", 100, 80);

    try (var one = kept(file);
        var other = kept(file)) {
      var bytes = Files.readAllBytes(requireNonNull(one.files().get(WHOLE)));
      assertThat(one.picture().sha256()).isEqualTo(Sha256.hex(bytes));
      assertThat(other.picture()).isEqualTo(one.picture());
    }
  }

  @Test
  void grey_keeps_its_tone() throws Exception {
    var grey = new BufferedImage(20, 20, BufferedImage.TYPE_USHORT_GRAY);
    for (var pixel = 0; pixel < 400; pixel++) {
      grey.getRaster().setSample(pixel % 20, pixel / 20, 0, 0x8000);
    }

    try (var kept = kept(PictureFiles.encoded("png", grey))) {
      assertThat(image(kept, WHOLE).getRaster().getSample(5, 5, 0)).isEqualTo(0x80);
    }
  }

  @ParameterizedTest
  @CsvSource({"8193, 10", "10, 8193", "8192, 8192", "2147483647, 2147483647"})
  void too_many_pixels_are_refused_by_the_header_alone(int width, int height) throws Exception {
    // the pixels do not exist, so decoding would fail in another way
    assertRefused(PictureFiles.lyingPng(width, height), Reason.TOO_MANY_PIXELS);
  }

  @Test
  void a_header_that_promises_more_than_there_is_is_broken() throws Exception {
    assertRefused(PictureFiles.lyingPng(2000, 2000), Reason.BROKEN);
  }

  @Test
  void a_frame_larger_than_its_container_says_counts() throws Exception {
    var file = PictureFiles.resource("animated.webp");
    // the first VP8 frame begins at 68; its width and height at 82
    file[82] = (byte) 0xff;
    file[83] = 0x3f;
    file[84] = (byte) 0xff;
    file[85] = 0x3f;

    assertRefused(file, Reason.TOO_MANY_PIXELS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "webp"})
  void a_file_that_breaks_off_is_refused_wherever_that_is(String format) throws Exception {
    var file =
        format.equals("webp")
            ? PictureFiles.resource("opaque.webp")
            : PictureFiles.of(format, 200, 100);

    for (var length = 30; length < file.length; length += Math.max(1, file.length / 100)) {
      assertRefused(Arrays.copyOf(file, length), Reason.BROKEN);
    }
    // the last byte of a GIF is its trailer, of others part of the last marker, check or chunk
    assertRefused(Arrays.copyOf(file, file.length - 1), Reason.BROKEN);
  }

  @Test
  void what_only_calls_itself_a_picture_is_none() throws Exception {
    assertRefused(
        "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(ISO_8859_1), Reason.NO_PICTURE);
    assertRefused(new byte[0], Reason.NO_PICTURE);
    assertRefused("BM".repeat(100).getBytes(ISO_8859_1), Reason.NO_PICTURE);
  }

  private void assertRefused(byte[] file, Reason reason) throws Exception {
    assertThat(prepare(file))
        .isInstanceOfSatisfying(
            UnacceptablePicture.class,
            unacceptablePicture -> assertThat(unacceptablePicture.reason()).isEqualTo(reason));
  }

  private EncodedPicture kept(byte[] file) throws Exception {
    var preparationResult = prepare(file);
    assertThat(preparationResult).isInstanceOf(EncodedPicture.class);
    return (EncodedPicture) preparationResult;
  }

  private PreparationResult prepare(byte[] file) throws IOException, InterruptedException {
    return PREPARATION.prepare("alice", Files.write(folder.resolve("file"), file));
  }

  private static void assertShowsTheHalves(BufferedImage image) {
    var y = image.getHeight() / 2;
    assertThat(isRed(image.getRGB(image.getWidth() / 10, y))).isTrue();
    assertThat(isRed(image.getRGB(image.getWidth() * 9 / 10, y))).isFalse();
  }

  private static boolean isRed(int pixel) {
    return (pixel >> 16 & 255) > 200 && (pixel & 255) < 60;
  }

  private static Integer[] size(EncodedPicture kept, Variant variant) throws IOException {
    var image = image(kept, variant);
    return new Integer[] {image.getWidth(), image.getHeight()};
  }

  private static BufferedImage image(EncodedPicture kept, Variant variant) throws IOException {
    return ImageIO.read(requireNonNull(kept.files().get(variant)).toFile());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}

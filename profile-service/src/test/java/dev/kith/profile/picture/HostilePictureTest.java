package dev.kith.profile.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.profile.picture.codec.DecodeRequest;
import dev.kith.profile.picture.codec.EncodedPicture;
import dev.kith.profile.picture.codec.PictureLimits;
import dev.kith.profile.picture.codec.PictureSource;
import dev.kith.profile.picture.codec.PreparationResult;
import dev.kith.profile.picture.codec.UnacceptablePicture;
import dev.kith.profile.picture.codec.UnacceptablePicture.Reason;
import dev.kith.profile.picture.codec.WorkFolder;
import dev.kith.profile.picture.decoder.DecoderLimits;
import dev.kith.profile.picture.decoder.DecoderProcess;
import dev.kith.profile.picture.decoder.PicturePreparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the cost of refusing a hostile file with the cost of a photograph in the same run. */
class HostilePictureTest {

  private static final PicturePreparation PREPARATION =
      new PicturePreparation(
          new PictureLimits(8192, 40), 1, Duration.ofSeconds(20), Duration.ofMinutes(1));

  private static long normal;

  @TempDir private Path folder;

  @BeforeAll
  static void takeAPhotograph(@TempDir Path files) throws Exception {
    var photograph = Files.write(files.resolve("photograph"), HostilePictures.photograph());
    // warm-up: starts the decoder and compiles its code
    close(PREPARATION.prepare("alice", photograph));
    var start = System.nanoTime();
    close(PREPARATION.prepare("alice", photograph));
    normal = System.nanoTime() - start;
  }

  @AfterAll
  static void close() {
    PREPARATION.close();
  }

  static Stream<Arguments> what_costs_too_much_is_refused_in_less_time_than_a_photograph_takes() {
    return Stream.of(
        arguments("segments", () -> HostilePictures.jpegOfSegments(900_000)),
        arguments("scans", () -> HostilePictures.jpegOfScans(100, 80, 10_000)),
        arguments("large scans", () -> HostilePictures.jpegOfScans(4000, 3000, 60)),
        arguments("pixels", () -> PictureFiles.resource("trial/mono39mp.png")),
        arguments("canvas", () -> HostilePictures.gifOfCanvas(6000, 6000)),
        arguments("empty chunks", () -> HostilePictures.pngOfEmptyChunks(800_000)),
        arguments("profile", HostilePictures::pngOfProfile),
        arguments("frames", () -> HostilePictures.gifOfFrames(100_000)),
        arguments("nested frames", () -> HostilePictures.nestedWebp(400_000)));
  }

  private static Arguments arguments(String name, Supplier<byte[]> file) {
    return Arguments.of(name, file);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void what_costs_too_much_is_refused_in_less_time_than_a_photograph_takes(
      String name, Supplier<byte[]> hostile) throws Exception {
    var file = write(hostile.get());

    var start = System.nanoTime();
    var preparationResult = PREPARATION.prepare("mallory", file);
    var taken = System.nanoTime() - start;

    assertThat(preparationResult)
        .isInstanceOfSatisfying(
            UnacceptablePicture.class,
            unacceptablePicture ->
                assertThat(unacceptablePicture.reason()).isIn(Reason.TOO_COMPLEX, Reason.BROKEN));
    assertThat((double) taken / normal).as("of a photograph's time").isLessThan(1);
  }

  @Test
  void compressed_texts_are_never_inflated() throws Exception {
    var file = write(HostilePictures.pngOfTexts(5_000));

    var start = System.nanoTime();
    assertTaken(PREPARATION.prepare("mallory", file));

    assertThat((double) (System.nanoTime() - start) / normal).isLessThan(1);
  }

  @Test
  void a_decoder_that_takes_too_long_is_killed_and_the_next_picture_has_another() throws Exception {
    try (var impatient =
        new PicturePreparation(
            new PictureLimits(8192, 40), 1, Duration.ofMillis(300), Duration.ofMinutes(1))) {
      var photograph = write(HostilePictures.photograph());

      assertThat(impatient.prepare("mallory", photograph))
          .isInstanceOfSatisfying(
              UnacceptablePicture.class,
              unacceptablePicture -> assertThat(unacceptablePicture.why()).contains("too long"));
      assertTaken(impatient.prepare("alice", write(PictureFiles.resource("trial/off.gif"))));
    }
  }

  @Test
  void a_decoder_without_memory_ends_and_the_next_picture_has_another() throws Exception {
    // the heap is sized for a picture of one megapixel
    try (var process = new DecoderProcess(new DecoderLimits(1, Duration.ofSeconds(20), 1))) {
      assertThat(decode(process, PictureFiles.lyingPng(6000, 6000)))
          .isInstanceOfSatisfying(
              UnacceptablePicture.class,
              unacceptablePicture ->
                  assertThat(unacceptablePicture.reason()).isEqualTo(Reason.BROKEN));
      assertTaken(decode(process, PictureFiles.of("png", 60, 60)));
    }
  }

  private PreparationResult decode(DecoderProcess process, byte[] picture) throws Exception {
    try (var source = new PictureSource(write(picture))) {
      var header = source.header().orElseThrow();
      var work = WorkFolder.create();
      PictureSource.writeEssential(header, work.source());
      return process.decode(DecodeRequest.of(header, work));
    }
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("file"), bytes);
  }

  private static void assertTaken(PreparationResult preparationResult) {
    assertThat(preparationResult).isInstanceOf(EncodedPicture.class);
    close(preparationResult);
  }

  private static void close(PreparationResult preparationResult) {
    if (preparationResult instanceof EncodedPicture kept) {
      kept.close();
    }
  }
}

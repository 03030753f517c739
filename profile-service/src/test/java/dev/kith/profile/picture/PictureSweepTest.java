package dev.kith.profile.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Picture;
import dev.kith.profile.picture.codec.EncodedPicture;
import dev.kith.profile.picture.codec.Variant;
import dev.kith.profile.picture.codec.WorkFolder;
import dev.kith.profile.picture.store.FolderStore;
import dev.kith.profile.picture.store.ObjectStore;
import dev.kith.profile.picture.store.OwnerKey;
import dev.kith.profile.picture.store.Pictures;
import dev.kith.profile.picture.upload.Upload;
import dev.kith.profile.picture.upload.UploadLimits;
import dev.kith.profile.picture.upload.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureSweepTest {

  private static final Duration GRACE = Duration.ofHours(1);
  private static final Duration EXPIRY = Duration.ofHours(2);
  private static final Address ALICE = new Address("Alice");
  private static final Address BOB = new Address("bob");
  private static final String SHOWN = "aa";
  private static final String UNNEEDED = "bb";

  private final Instant now = Instant.now();
  private final ObjectStore store;
  private final Pictures pictures;
  private final Uploads uploads;
  private final PictureSweep pictureSweep;
  private final Path folder;

  PictureSweepTest(@TempDir Path folder) {
    this.folder = folder;
    this.store = new FolderStore(folder.resolve("store"));
    this.pictures = new Pictures(store);
    this.uploads = new Uploads(store, new UploadLimits(EXPIRY, 8, 1000, EXPIRY));
    this.pictureSweep = new PictureSweep(store, pictures, uploads, GRACE);
  }

  @Test
  void what_nobody_shows_goes_after_the_grace_period_and_the_rest_stays() throws IOException {
    keep(ALICE, SHOWN);
    keep(ALICE, UNNEEDED);

    assertThat(run(now.plus(GRACE).minusSeconds(60))).isZero();
    assertThat(run(now.plus(GRACE).plusSeconds(60))).isEqualTo(2);

    assertThat(isKept(ALICE, SHOWN)).isTrue();
    assertThat(isKept(ALICE, UNNEEDED)).isFalse();
  }

  @Test
  void the_same_picture_of_another_owner_is_another_picture() throws IOException {
    keep(ALICE, SHOWN);
    keep(BOB, SHOWN);

    var removed =
        pictureSweep.run(
            owner -> true, owner -> shownIf(owner.equals(BOB)), now.plus(GRACE.plus(GRACE)));

    assertThat(removed).isEqualTo(2);
    assertThat(isKept(BOB, SHOWN)).isTrue();
  }

  @Test
  void owners_of_other_nodes_are_left_to_those() throws IOException {
    keep(ALICE, UNNEEDED);

    var removed =
        pictureSweep.run(BOB::equals, owner -> Optional.empty(), now.plus(EXPIRY.plus(EXPIRY)));

    assertThat(removed).isZero();
  }

  @Test
  void what_is_put_again_while_it_is_being_swept_stays() throws IOException {
    keep(ALICE, UNNEEDED);
    var listed = store.list(OwnerKey.of(ALICE)).getFirst();

    // stored again after the listing: the sweep must read its age again
    var removed = pictures.removeUnless(ALICE, listed, now.minus(GRACE), sha256 -> false);

    assertThat(removed).isFalse();
    assertThat(isKept(ALICE, UNNEEDED)).isTrue();
  }

  @Test
  void unfinished_uploads_expire() throws IOException {
    var upload = uploads.append((Upload) uploads.begin(ALICE, 10, "", now), new byte[4]);

    assertThat(run(now.plus(EXPIRY).minusSeconds(60))).isZero();
    assertThat(uploads.find(ALICE, upload.id(), now)).map(Upload::offset).hasValue(4L);
    assertThat(run(now.plus(EXPIRY).plusSeconds(60))).isEqualTo(2);
    assertThat(uploads.find(ALICE, upload.id(), now)).isEmpty();
  }

  private int run(Instant at) throws IOException {
    return pictureSweep.run(owner -> true, owner -> shownIf(true), at);
  }

  private static Optional<String> shownIf(boolean shows) {
    return Optional.of(SHOWN).filter(sha256 -> shows);
  }

  private void keep(Address owner, String sha256) throws IOException {
    var files = new WorkFolder(folder);
    var variants = Set.of(Variant.WHOLE, Variant.SMALL);
    for (var variant : variants) {
      var _ = Files.write(files.of(variant), new byte[10]);
    }
    pictures.keep(owner, new EncodedPicture(picture(sha256), files, variants));
  }

  private boolean isKept(Address owner, String sha256) throws IOException {
    return pictures.find(owner, picture(sha256), Variant.WHOLE).isPresent()
        && pictures.find(owner, picture(sha256), Variant.SMALL).isPresent();
  }

  private static Picture picture(String sha256) {
    return new Picture(sha256, "image/png", 100, 100);
  }
}

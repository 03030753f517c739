package dev.kith.profile.rest.picture;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Profile;
import dev.kith.domain.ProfileEvent.PictureChanged;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.journal.Journal;
import dev.kith.kit.journal.Written;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.profile.picture.codec.EncodedPicture;
import dev.kith.profile.picture.codec.UnacceptablePicture;
import dev.kith.profile.picture.decoder.PicturePreparation;
import dev.kith.profile.picture.store.Pictures;
import dev.kith.profile.view.StoredProfiles;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pipeline of an uploaded file: re-encodes it, stores the result, then appends the event to the
 * journal.
 */
@Singleton
public class PictureIntake {

  private static final Logger LOG = LoggerFactory.getLogger(PictureIntake.class);
  private static final String FIELD = "picture";
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Caller caller;
  private final StoredProfiles stored;
  private final PicturePreparation picturePreparation;
  private final Pictures pictures;
  private final Journal journal;

  PictureIntake(
      Caller caller,
      StoredProfiles stored,
      PicturePreparation picturePreparation,
      Pictures pictures,
      Journal journal) {
    this.caller = caller;
    this.stored = stored;
    this.picturePreparation = picturePreparation;
    this.pictures = pictures;
    this.journal = journal;
  }

  /** Ends the request with 404 if the owner has no profile. */
  void requireProfile(Address owner) {
    if (!stored.profile(owner).isPresent()) {
      throw ProblemException.notFound();
    }
  }

  /**
   * Stores the file as the owner's picture; blocks until the verdict is known.
   *
   * @throws ProblemException if the file is not acceptable
   */
  Written<Profile> take(Address owner, Path file, Optional<Position> expects, String actor) {
    requireProfile(owner);
    try {
      return switch (picturePreparation.prepare(caller.payer(owner).text(), file)) {
        case UnacceptablePicture unacceptablePicture -> throw problem(unacceptablePicture);
        case EncodedPicture kept -> {
          try (kept) {
            pictures.keep(owner, kept);
          }
          var event = new PictureChanged(expects, Optional.of(kept.picture()));
          yield journal.<Profile>append(owner, event, actor).join();
        }
      };
    } catch (IOException failure) {
      throw noStore(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw problem(Problem.Kind.NOT_READY, "This node is shutting down; send the request again.");
    }
  }

  /**
   * 503 for a failed picture store: it is an external system that may be unavailable for a while.
   */
  static ProblemException noStore(IOException failure) {
    LOG.error("Picture store failed", failure);
    return problem(
        Problem.Kind.NOT_READY,
        "The picture store does not answer; send the request again shortly.");
  }

  private static ProblemException problem(UnacceptablePicture unacceptablePicture) {
    var what = "'" + FIELD + "' " + unacceptablePicture.why() + ".";
    return switch (unacceptablePicture.reason()) {
      case NO_PICTURE -> ProblemException.of(Problem.Kind.UNSUPPORTED_MEDIA_TYPE, what, FIELD);
      case TOO_MANY_PIXELS, TOO_COMPLEX, BROKEN ->
          JsonFields.invalid(FIELD, unacceptablePicture.why());
      case USER_BUSY -> ProblemException.retry(Problem.Kind.TOO_MANY_PICTURES, what, SOON);
      case BUSY -> problem(Problem.Kind.NOT_READY, what);
    };
  }

  private static ProblemException problem(Problem.Kind kind, String detail) {
    return ProblemException.of(kind, detail);
  }
}

package dev.kith.profile.rest.picture;

import dev.kith.domain.Address;
import dev.kith.domain.Picture;
import dev.kith.kit.http.Preconditions;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.trace.AddressHash;
import dev.kith.profile.picture.codec.Variant;
import dev.kith.profile.picture.store.Pictures;
import dev.kith.profile.picture.store.StoredPicture;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builder of HTTP responses with a picture's bytes: conditional requests, ranges, caching. */
@Singleton
public class PictureResponse {

  private static final Logger LOG = LoggerFactory.getLogger(PictureResponse.class);

  private final Pictures pictures;
  private final AddressHash hash;

  PictureResponse(Pictures pictures, AddressHash hash) {
    this.pictures = pictures;
    this.hash = hash;
  }

  /** A requested picture that the viewer may see. */
  record Asked(Address owner, Picture picture, Variant variant, CacheControl caching) {

    /**
     * Creates a request.
     *
     * @param byContent whether the request named the content, which then never changes
     */
    static Asked of(Address owner, Picture picture, Variant variant, boolean byContent) {
      return new Asked(owner, picture, variant, byContent ? immutable() : Headers.revalidated());
    }

    Asked cached(CacheControl caching) {
      return new Asked(owner, picture, variant, caching);
    }

    /** A strong entity tag: same content and size means same bytes. */
    EntityTag tag() {
      return new EntityTag(picture.sha256() + "-" + variant);
    }
  }

  /** Returns 200, 206, 304 or 416; {@code bodiless} for HEAD. */
  Response to(HttpHeaders headers, Asked asked, boolean bodiless) {
    if (Preconditions.isKnown(headers, asked.tag())) {
      return Response.notModified(asked.tag()).cacheControl(asked.caching()).build();
    }
    try {
      var stored = find(asked);
      var range =
          ByteRange.of(bodiless ? null : range(headers, asked.tag()), stored.size()).orElse(null);
      return range == null
          ? noSuchRange(stored)
          : part(asked, stored, range, bodiless).cacheControl(asked.caching()).build();
    } catch (IOException failure) {
      throw PictureIntake.noStore(failure);
    }
  }

  private StoredPicture find(Asked asked) throws IOException {
    return pictures
        .find(asked.owner(), asked.picture(), asked.variant())
        .orElseThrow(() -> {
          LOG.error(
              "Picture {} of owner {} is missing in the picture store",
              asked.picture().sha256(),
              hash.of(asked.owner().text()));
          return ProblemException.notFound();
        });
  }

  private static Response.ResponseBuilder part(
      Asked asked, StoredPicture stored, ByteRange range, boolean bodiless) throws IOException {
    var answer =
        Response.status(range.isWhole(stored.size()) ? 200 : 206)
            .tag(asked.tag())
            .type(asked.picture().mediaType())
            .header("Accept-Ranges", "bytes")
            .header("X-Content-Type-Options", "nosniff")
            .header("Content-Security-Policy", "default-src 'none'")
            .header(HttpHeaders.CONTENT_LENGTH, range.length());
    if (!range.isWhole(stored.size())) {
      answer.header("Content-Range", range.of(stored.size()));
    }
    return bodiless ? answer : answer.entity(stored.read(range.from(), range.length()));
  }

  /** The range header; null if {@code If-Range} names another version. */
  private static @Nullable String range(HttpHeaders headers, EntityTag tag) {
    var condition = headers.getHeaderString("If-Range");
    return condition == null || condition.strip().equals('"' + tag.getValue() + '"')
        ? headers.getHeaderString("Range")
        : null;
  }

  private static Response noSuchRange(StoredPicture stored) {
    var problem =
        Problem.of(
            Problem.Kind.RANGE_NOT_SATISFIABLE,
            "The picture has %d bytes.".formatted(stored.size()),
            "Range");
    return Response.fromResponse(problem.toResponse())
        .header("Content-Range", "bytes */" + stored.size())
        .build();
  }

  /**
   * Immutable, because the content is addressed by its hash; private, because the permission to see
   * it may change.
   */
  private static CacheControl immutable() {
    var control = new CacheControl();
    control.setNoTransform(false);
    control.setPrivate(true);
    control.setMaxAge(365 * 24 * 60 * 60);
    control.getCacheExtension().put("immutable", "");
    return control;
  }
}

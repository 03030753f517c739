package dev.kith.profile.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Sha256;
import dev.kith.kit.http.Preconditions;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.view.ProfileBody;
import dev.kith.profile.cache.EncodedView;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Base64;

/**
 * Builder of the HTTP response of a view, with an entity tag that reveals nothing beyond the view.
 */
@Singleton
public class ViewResponse {

  /** Length of the truncated hash: enough that two views of one profile do not collide. */
  private static final int TAG_BYTES = 16;

  private final ObjectMapper json;

  ViewResponse(ObjectMapper json) {
    this.json = json;
  }

  /**
   * Returns 200, or 304 if the caller has this version.
   *
   * @throws ProblemException 404 if the view is empty, whatever the reason
   */
  public Response to(HttpHeaders asked, ViewedProfile viewedProfile) {
    var view = viewedProfile.view();
    if (view.isNothing()) {
      throw ProblemException.notFound();
    }
    var encoded = encoded(viewedProfile);
    var answer =
        Preconditions.isKnown(asked, encoded.tag())
            ? Response.notModified()
            : Response.ok().entity(encoded.json().getBytes());
    return answer.tag(encoded.tag()).cacheControl(Headers.revalidated()).build();
  }

  /** The view as JSON, with its entity tag. */
  EncodedView encoded(ViewedProfile viewedProfile) {
    var body = bytes(viewedProfile.body());
    return new EncodedView(viewedProfile.view(), body, tag(viewedProfile, body));
  }

  /**
   * Returns the entity tag. For the owner and backends it is the position, which writes may name in
   * {@code If-Match}, followed by letters that encode the presence. For others it is a hash of the
   * view, because a position would reveal hidden changes.
   */
  static EntityTag tag(ViewedProfile viewedProfile, byte[] body) {
    return new EntityTag(
        viewedProfile
            .view()
            .position()
            .map(position -> position + (viewedProfile.presence().isEmpty() ? "" : letters(body)))
            .orElseGet(() -> Base64.getUrlEncoder().withoutPadding().encodeToString(hash(body))));
  }

  private static String letters(byte[] body) {
    var letters = new StringBuilder();
    for (var part : hash(body)) {
      letters.append((char) ('a' + Math.floorMod(part, 26)));
    }
    return letters.toString();
  }

  private byte[] bytes(ProfileBody body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] hash(byte[] body) {
    return Arrays.copyOf(Sha256.of(body), TAG_BYTES);
  }
}

package dev.kith.profile.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.http.Preconditions;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.view.ProfileBody;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** How a view is read: with an entity tag that tells nothing beyond the view. */
@Singleton
public class ViewResponse {

  /** Bytes of the hash that are kept: enough that two views of one profile never meet. */
  private static final int TAG_BYTES = 16;

  private final ObjectMapper json;

  ViewResponse(ObjectMapper json) {
    this.json = json;
  }

  /**
   * 200, or 304 if the asker has it.
   *
   * @throws ProblemException 404 if there is nothing to see, whyever
   */
  public Response to(HttpHeaders asked, ViewedProfile viewedProfile) {
    var view = viewedProfile.view();
    if (view.isNothing()) {
      throw ProblemException.notFound();
    }
    var body = bytes(viewedProfile.body());
    var tag = tag(viewedProfile, body);
    var answer =
        Preconditions.isKnown(asked, tag) ? Response.notModified() : Response.ok().entity(body);
    return answer.tag(tag).cacheControl(Headers.revalidated()).build();
  }

  /**
   * The position for the owner and backends, which a write may name, with letters that stand for
   * the presence beside it; for others a hash of what they see, because a position would tell of
   * hidden changes.
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
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(body);
      return Arrays.copyOf(hash, TAG_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

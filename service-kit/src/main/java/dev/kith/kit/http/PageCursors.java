package dev.kith.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.kit.config.NodeSecret;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Codec of the page cursors of all lists. Cursors are encrypted and authenticated, so that a cursor
 * reveals nothing about its entry. A cursor opens only for the list, the owner and the query that
 * it was issued for.
 */
@Singleton
public class PageCursors {

  private static final String PURPOSE = "kith page cursor 1";

  private final AuthenticatedEncryption encryption;

  @Inject
  PageCursors(NodeSecret secret) {
    encryption = new AuthenticatedEncryption(secret, PURPOSE);
  }

  /**
   * Cursors of one list.
   *
   * @param scope identifies the list and the query, without cursor and limit: a cursor of another
   *     scope does not open
   */
  public Of of(@Nullable String... scope) {
    var bytes = new ByteArrayOutputStream();
    for (var part : scope) {
      var text = part == null ? new byte[0] : part.getBytes(UTF_8);
      bytes.writeBytes((part == null ? "-:" : text.length + ":").getBytes(UTF_8));
      bytes.writeBytes(text);
    }
    return new Of(bytes.toByteArray());
  }

  /** Codec of the cursors of one list. */
  public final class Of {
    private final byte[] scope;

    private Of(byte[] scope) {
      this.scope = scope;
    }

    /** Opaque text for a place in the list; all places with one address have the same length. */
    public String seal(byte[] place) {
      return encryption.encrypt(scope, place);
    }

    /**
     * Place that a cursor stands for.
     *
     * @throws ProblemException 400 for a cursor of another list or query, or of another secret
     */
    public byte[] open(String cursor) {
      return encryption.decrypt(scope, cursor).orElseThrow(PageCursors::invalid);
    }
  }

  /** 400 for a cursor that does not open: the client must read the list from its first page. */
  public static ProblemException invalid() {
    return JsonFields.invalid(
        "cursor",
        "must be the 'next' of the page before, with the same query; read the list again from its first page");
  }
}

package dev.kith.profile.picture.store;

import dev.kith.profile.picture.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Contract tests against an S3 server in a separate process. */
@SuppressWarnings("NullAway.Init") // JUnit calls start() first
class S3StoreTest extends ObjectStoreContract {

  private static S3Server server;
  private static S3Store store;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start();
    store = S3Store.of(server.settings());
  }

  @AfterAll
  static void stop() {
    store.close();
    server.close();
  }

  @Override
  ObjectStore store() {
    return store;
  }
}

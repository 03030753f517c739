package dev.kith.profile.picture.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Object store in an S3 bucket, which must exist.
 *
 * <p>Keys are made by {@link Pictures} and {@link OwnerKey}.
 */
public final class S3Store implements ObjectStore, AutoCloseable {

  private static final int NOT_FOUND = 404;

  private final S3Client client;
  private final String bucket;

  S3Store(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  public static S3Store of(PictureConfig.S3 settings) {
    var client =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .region(Region.of(settings.region()))
            .forcePathStyle(settings.pathStyle());
    settings.endpoint().ifPresent(client::endpointOverride);
    settings
        .accessKey()
        .ifPresent(key -> {
          var secret = settings.secretKey().orElseThrow(S3Store::halfCredentials);
          client.credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)));
        });
    return new S3Store(client.build(), settings.bucket());
  }

  private static IllegalArgumentException halfCredentials() {
    return new IllegalArgumentException(
        "kith.pictures.s3.access-key needs kith.pictures.s3.secret-key");
  }

  @Override
  public void put(String key, Path file) throws IOException {
    put(key, RequestBody.fromFile(file));
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    put(key, RequestBody.fromBytes(bytes));
  }

  private void put(String key, RequestBody body) throws IOException {
    var _ = ask(() -> client.putObject(request -> request.bucket(bucket).key(key), body));
  }

  @Override
  public Optional<StoredObject> find(String key) throws IOException {
    return absentIfMissing(() -> {
      var head = client.headObject(request -> request.bucket(bucket).key(key));
      return new StoredObject(key, head.contentLength(), head.lastModified());
    });
  }

  @Override
  public Optional<InputStream> read(String key, long from, long length) throws IOException {
    var range = "bytes=" + from + "-" + (from + length - 1);
    return absentIfMissing(
        () -> client.getObject(request -> request.bucket(bucket).key(key).range(range)));
  }

  @Override
  public void delete(String key) throws IOException {
    var _ = ask(() -> client.deleteObject(request -> request.bucket(bucket).key(key)));
  }

  @Override
  public void list(String prefix, Consumer<StoredObject> each) throws IOException {
    var folder = prefix.isEmpty() ? "" : prefix + "/";
    var _ =
        ask(() -> {
          client
              .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(folder))
              .contents()
              .forEach(found ->
                  each.accept(new StoredObject(found.key(), found.size(), found.lastModified())));
          return true;
        });
  }

  /** Does nothing: an interrupted put leaves no object. */
  @Override
  public void tidy(Instant before) {}

  @Override
  public void close() {
    client.close();
  }

  private interface Call<T> {
    T make();
  }

  private static <T> Optional<T> absentIfMissing(Call<T> call) throws IOException {
    try {
      return Optional.of(call.make());
    } catch (NoSuchKeyException absent) {
      return Optional.empty();
    } catch (S3Exception failure) {
      if (failure.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw new IOException(failure);
    } catch (SdkException failure) {
      throw new IOException(failure);
    }
  }

  private static <T> T ask(Call<T> call) throws IOException {
    try {
      return call.make();
    } catch (SdkException failure) {
      throw new IOException(failure);
    }
  }
}

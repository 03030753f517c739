package dev.kith.profile.picture.store;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings {@code kith.pictures.*}: limits of pictures, decoding, uploads and storage. */
@ConfigMapping(prefix = "kith.pictures")
public interface PictureConfig {

  /** Maximum size of an uploaded file. */
  @WithDefault("10M")
  MemorySize maximumSize();

  /** Maximum pixels of a picture's longest side. */
  @WithDefault("8192")
  int longestSide();

  /** Maximum pixels of a picture in millions, with 8 bits per sample; half as many with 16 bits. */
  @WithDefault("40")
  int megapixels();

  /** Number of decoder processes per node; each decodes one picture at a time. */
  @WithDefault("1")
  int decoders();

  /** Maximum processor time for decoding one picture; after that the decoder is killed. */
  @WithDefault("8s")
  Duration decodingLimit();

  /**
   * Maximum wait of a picture for a decoder; after that the response is 503. Must be longer than
   * the decoding of one picture can take, so that one slow picture does not make the next one fail.
   */
  @WithDefault("30s")
  Duration decodingTimeout();

  /** Time for which an unreferenced picture is kept. */
  @WithDefault("1d")
  Duration gracePeriod();

  /**
   * Interval of the search for unreferenced pictures; the first runs one minute after the start.
   */
  @WithDefault("1h")
  Duration sweepInterval();

  /** Time for which an unfinished upload is kept. */
  @WithDefault("1d")
  Duration uploadExpiry();

  /** Maximum number of unfinished uploads of one owner. */
  @WithDefault("8")
  int uploads();

  /** Maximum sum of the declared sizes of one owner's unfinished uploads. */
  @WithDefault("40M")
  MemorySize uploadsSize();

  /** An upload without new bytes for this long is removed if a new one needs its place. */
  @WithDefault("10m")
  Duration uploadPause();

  /** Maximum number of concurrent requests of one user that upload a picture or a part of one. */
  @WithDefault("4")
  int requests();

  /** Time for which a picture link is valid; at most 1h. */
  @WithDefault("10m")
  Duration linkLifetime();

  /** Kind of storage for pictures; the same for all nodes of the service. */
  @WithDefault("folder")
  Store store();

  /** Folder of the pictures if {@link #store} is {@link Store#FOLDER}. */
  @WithDefault("data/pictures")
  Path folder();

  S3 s3();

  /** Kinds of storage. */
  enum Store {
    FOLDER,
    S3
  }

  /** Settings of the bucket if {@link #store} is {@link Store#S3}. */
  interface S3 {
    /** URL of the server; empty: Amazon's endpoint of the region. */
    Optional<URI> endpoint();

    @WithDefault("kith-pictures")
    String bucket();

    @WithDefault("us-east-1")
    String region();

    /** Empty: the default credentials of the AWS SDK (environment, role, ...). */
    Optional<String> accessKey();

    Optional<String> secretKey();

    /**
     * True: the bucket is part of the path, not of the host name, as most other servers require.
     */
    @WithDefault("false")
    boolean pathStyle();
  }
}

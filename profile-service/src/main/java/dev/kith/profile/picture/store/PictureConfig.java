package dev.kith.profile.picture.store;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What pictures may be and where they are kept, under {@code kith.pictures.*}. */
@ConfigMapping(prefix = "kith.pictures")
public interface PictureConfig {

  /** Bytes of a file that is sent in. */
  @WithDefault("10M")
  MemorySize maximumSize();

  /** Pixels of a picture's longest side. */
  @WithDefault("8192")
  int longestSide();

  /** Millions of pixels of a picture, with 8 bits a sample; of those with 16 bits, half as many. */
  @WithDefault("40")
  int megapixels();

  /** Decoder processes of a node; each decodes one picture at a time. */
  @WithDefault("1")
  int decoders();

  /** Processor time in which a picture is decoded; then its decoder is killed. */
  @WithDefault("8s")
  Duration decodingLimit();

  /**
   * How long a picture waits for its turn to be decoded before it is answered with 503: longer than
   * one picture can take, so that a single one never makes another one wait for nothing.
   */
  @WithDefault("30s")
  Duration decodingTimeout();

  /** How long what nobody refers to is kept. */
  @WithDefault("1d")
  Duration gracePeriod();

  /** How often what nobody refers to is looked for; the first time one minute after the start. */
  @WithDefault("1h")
  Duration sweepInterval();

  /** How long an unfinished upload is kept. */
  @WithDefault("1d")
  Duration uploadExpiry();

  /** Unfinished uploads of one owner. */
  @WithDefault("8")
  int uploads();

  /** Bytes of one owner's unfinished uploads together, as long as they are to be. */
  @WithDefault("40M")
  MemorySize uploadsSize();

  /** An upload without new bytes for this long makes room for a new one when there are too many. */
  @WithDefault("10m")
  Duration uploadPause();

  /** Requests of one user that send a picture or a part of one at the same time. */
  @WithDefault("4")
  int requests();

  /** Where pictures are kept; all nodes of the service need the same place. */
  @WithDefault("folder")
  Store store();

  /** The folder, when they are kept in one. */
  @WithDefault("data/pictures")
  Path folder();

  S3 s3();

  /** The kinds of places. */
  enum Store {
    FOLDER,
    S3
  }

  /** The bucket, when pictures are kept in one. */
  interface S3 {
    /** Of the server; none: Amazon's own, by the region. */
    Optional<URI> endpoint();

    @WithDefault("kith-pictures")
    String bucket();

    @WithDefault("us-east-1")
    String region();

    /** None: the credentials are found as the AWS SDK does (environment, role, ...). */
    Optional<String> accessKey();

    Optional<String> secretKey();

    /**
     * True: the bucket is part of the path and not of the host name, as most other servers want.
     */
    @WithDefault("false")
    boolean pathStyle();
  }
}

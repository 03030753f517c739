package dev.kith.profile.picture.upload;

import java.time.Duration;

/**
 * Limits of one owner's unfinished uploads.
 *
 * @param expiry time for which an upload is kept after its creation
 * @param uploads maximum number of unfinished uploads
 * @param bytes maximum sum of their declared sizes
 * @param pause inactivity after which an upload may be removed for a new one
 */
public record UploadLimits(Duration expiry, int uploads, long bytes, Duration pause) {}

package dev.kith.profile.picture.codec;

/** Result of processing an uploaded file: the picture to store, or the reason for a refusal. */
public sealed interface PreparationResult permits EncodedPicture, UnacceptablePicture {}

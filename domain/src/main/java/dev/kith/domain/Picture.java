package dev.kith.domain;

/**
 * A picture by its content: the SHA-256 of its bytes in hex, its media type, its size in pixels.
 */
public record Picture(String sha256, String mediaType, int width, int height) {}

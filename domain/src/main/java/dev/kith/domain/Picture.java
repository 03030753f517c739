package dev.kith.domain;

/**
 * Picture, identified by its content: the SHA-256 of its bytes in hexadecimal, its media type, and
 * its size in pixels.
 */
public record Picture(String sha256, String mediaType, int width, int height) {}

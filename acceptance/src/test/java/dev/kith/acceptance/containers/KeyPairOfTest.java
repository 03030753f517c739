package dev.kith.acceptance.containers;

import dev.kith.harness.client.Tokens;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The key that signs the tokens of one test's containers. */
record KeyPairOfTest(KeyPair keys) {

  static KeyPairOfTest make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new KeyPairOfTest(generator.generateKeyPair());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Tokens tokens() {
    return new Tokens(keys.getPrivate());
  }

  /** The public key as a PEM file, the format that services read. */
  String publicPem() {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }
}

package dev.inedobot.slack.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Slack documents it, written apart from the code that checks it. */
final class Signing {
  private Signing() {}

  static String sign(String secret, String timestamp, byte[] body) {
    ByteArrayOutputStream base = new ByteArrayOutputStream();
    base.writeBytes(("v0:" + timestamp + ":").getBytes(UTF_8));
    base.writeBytes(body);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return "v0=%064x".formatted(new BigInteger(1, mac.doFinal(base.toByteArray())));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

package dev.inedobot.slack.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes over the wire, which no HTTP client would send if something is wrong with
 * it.
 */
final class RawRequest {
  static final String SIGNATURE = "X-Slack-Signature";
  static final String TIMESTAMP = "X-Slack-Request-Timestamp";
  static final String TYPE = "Content-Type";

  private final String method;
  private final String path;
  private final List<Header> headers;
  private final byte[] body;

  /** What it says of its body's length, which may be a lie. */
  private final int length;

  /** A line of the head. */
  private record Header(String name, String value) {}

  private RawRequest(String method, String path, List<Header> headers, byte[] body, int length) {
    this.method = method;
    this.path = path;
    this.headers = List.copyOf(headers);
    this.body = body;
    this.length = length;
  }

  static RawRequest signed(String secret, String timestamp, String type, byte[] body) {
    return new RawRequest(
        "POST",
        "/slack/events",
        List.of(
            new Header(TYPE, type),
            new Header(TIMESTAMP, timestamp),
            new Header(SIGNATURE, Signing.sign(secret, timestamp, body))),
        body,
        body.length);
  }

  RawRequest method(String other) {
    return new RawRequest(other, path, headers, body, length);
  }

  RawRequest path(String other) {
    return new RawRequest(method, other, headers, body, length);
  }

  RawRequest body(byte[] other) {
    return new RawRequest(method, path, headers, other, other.length);
  }

  RawRequest length(int other) {
    return new RawRequest(method, path, headers, body, other);
  }

  RawRequest without(String name) {
    return new RawRequest(
        method,
        path,
        headers.stream().filter(header -> !header.name().equals(name)).toList(),
        body,
        length);
  }

  /** With one more line before all others, so that it is the one that counts. */
  RawRequest first(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(0, new Header(name, value));
    return new RawRequest(method, path, more, body, length);
  }

  RawRequest with(String name, String value) {
    return without(name).first(name, value);
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  byte[] body() {
    return body;
  }

  /** The first value of a header without the spaces around it, which are none of it (RFC 9110). */
  @Nullable String value(String name) {
    for (Header header : headers) {
      if (header.name().equals(name)) {
        return header.value().strip();
      }
    }
    return null;
  }

  /** The body that a server takes: as much as the length says, if there is so much. */
  byte @Nullable [] taken() {
    return length > body.length ? null : Arrays.copyOf(body, length);
  }

  boolean lies() {
    return length != body.length;
  }

  byte[] bytes() {
    StringBuilder head = new StringBuilder();
    head.append("%s %s HTTP/1.1\r\nHost: localhost\r\n".formatted(method, path));
    headers.forEach(h -> head.append("%s: %s\r\n".formatted(h.name(), h.value())));
    head.append(String.format(Locale.ROOT, "Content-Length: %d\r\n\r\n", length));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }
}

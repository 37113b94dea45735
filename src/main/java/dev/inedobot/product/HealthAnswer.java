package dev.inedobot.product;

import java.util.Map;

/**
 * What a health address answered.
 *
 * @param status the HTTP status
 * @param headers by their names in lower case
 * @param fields the members of the body if it is a flat JSON object; empty otherwise
 * @param body the body as text, perhaps cut
 */
public record HealthAnswer(
    int status, Map<String, String> headers, Map<String, String> fields, String body) {
  public HealthAnswer {
    headers = Map.copyOf(headers);
    fields = Map.copyOf(fields);
  }
}

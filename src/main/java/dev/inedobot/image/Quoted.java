package dev.inedobot.image;

/** Text from outside in a message: cut, on one line, and without control characters. */
final class Quoted {
  private static final int LONGEST = 80;

  private Quoted() {}

  static String of(String text) {
    String clean = text.replaceAll("\\p{C}", "?");
    return "“" + (clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean) + "”";
  }
}

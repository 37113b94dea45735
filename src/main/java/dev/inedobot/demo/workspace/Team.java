package dev.inedobot.demo.workspace;

/** The workspace and the app that is installed in it. */
record Team(
    String id,
    String domain,
    String appId,
    String botId,
    String botUserId,
    String botName,
    String botToken,
    String signingSecret) {

  static Team fresh() {
    return new Team(
        Tokens.id('T'),
        "local",
        Tokens.id('A'),
        Tokens.id('B'),
        Tokens.id('U'),
        "inedobot",
        Tokens.botToken(),
        Tokens.signingSecret());
  }
}

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
    String appToken,
    String signingSecret) {

  static Team fresh() {
    String app = Tokens.id('A');
    return new Team(
        Tokens.id('T'),
        "local",
        app,
        Tokens.id('B'),
        Tokens.id('U'),
        "inedobot",
        Tokens.botToken(),
        Tokens.appToken(app),
        Tokens.signingSecret());
  }
}

package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connection strings as Inedo's pages print them, and as people vary them. */
final class ConnectionStringTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Data Source=inedo-sql; Initial Catalog=ProGet; User ID=sa; Password=x|inedo-sql|ProGet|sa",
        "Server=myserver.corp;Port=5432;Database=myDataBase;User Id=me;Password=x;|myserver.corp|myDataBase|me",
        "server=tcp:SQL01,1433;database=ProGet;uid=sa;pwd=x|sql01|ProGet|sa",
        "Server=sql01\\INEDO;Database=ProGet;Integrated Security=true|sql01|ProGet|",
        "Host=\"inedodb\";Database='proget';Username=postgres|inedodb|proget|postgres",
        "Host=[::1]:5432;Database=proget|[::1]|proget|",
        "Host=db:5433;Database=proget|db|proget|",
      })
  void isReadWhateverItsWriting(String text, String host, String database, String user) {
    ConnectionString read = ConnectionString.parse(text);
    assertThat(read.host()).isEqualTo(host);
    assertThat(read.database()).isEqualTo(database);
    assertThat(read.user()).isEqualTo(user == null ? "" : user);
  }

  @Test
  void takesAPasswordWithSemicolonsFromItsQuotes() {
    ConnectionString read =
        ConnectionString.parse("Server=a;Password=\"x;Database=evil;y\";Database=ProGet");
    assertThat(read.password()).contains("x;Database=evil;y");
    assertThat(read.database()).isEqualTo("ProGet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "=", ";;;", "Password", "Password=", "a=\"", "=;=;"})
  void makesNothingOfNothing(String text) {
    ConnectionString read = ConnectionString.parse(text);
    assertThat(read.host()).isEmpty();
    assertThat(read.password()).isEmpty();
  }

  @Test
  void printsNothing() {
    assertThat(ConnectionString.parse("Server=a;Password=hunter2"))
        .hasToString("[a connection string]");
  }
}

package dev.inedobot.demo.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInServerTest {
  @ParameterizedTest
  @CsvSource({
    "INEDODB,    17.10.2,     /usr/local/bin/inedodb",
    "SQL_SERVER, 2019,        /opt/mssql-tools/bin/sqlcmd",
    "SQL_SERVER, 2019-latest, /opt/mssql-tools/bin/sqlcmd",
    "SQL_SERVER, 2022,        /opt/mssql-tools18/bin/sqlcmd",
  })
  void theToolIsWhereTheRealOneIs(StandInServer server, String tag, String tool) {
    assertThat(server.tool(tag)).isEqualTo(tool);
  }

  @ParameterizedTest
  @CsvSource({"INEDODB, inedo/inedodb", "SQL_SERVER, mssql/server"})
  void repositoriesEndAsTheRealOnesDo(StandInServer server, String end) {
    assertThat(server.repository()).endsWith("/" + end);
  }

  @Test
  void thereIsNoInedoDbWithoutPostgres(@TempDir Path directory) throws Exception {
    Path busybox = Files.writeString(directory.resolve("busybox"), "");
    StandIns standIns = new StandIns("127.0.0.1:1", busybox);

    assertThatThrownBy(() -> standIns.publish(StandInServer.INEDODB, "17.10.2"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("withPostgres");
  }

  @Test
  void imagesWithPostgresAreInRepositoriesOfTheirOwn(@TempDir Path directory) throws Exception {
    Path busybox = Files.writeString(directory.resolve("busybox"), "");
    Path layer = Files.write(directory.resolve("layer"), Blob.layer(new Tar()).bytes());
    StandIns standIns = new StandIns("127.0.0.1:1", busybox).in("it");

    assertThat(standIns.repository(StandInProduct.PROGET))
        .isEqualTo("127.0.0.1:1/it/standin/inedo/proget");
    assertThat(standIns.withPostgres(layer).repository(StandInProduct.PROGET))
        .isEqualTo("127.0.0.1:1/it/standin/postgres/inedo/proget");
  }
}

# The same commands in the best order: what can be done while the old one serves is done then.
docker pull "$NEW"
docker create --volumes-from="$NAME" -p "$PUBLISH" --net="$NETWORK" --name="$NAME-next" --restart=unless-stopped \
  -e SQL_CONNECTION_STRING='Data Source=inedo-sql; Initial Catalog=ProGet; User ID=sa; Password=not-a-real-one' "$NEW"
docker stop "$NAME"
docker rename "$NAME" "$NAME-old"
docker rename "$NAME-next" "$NAME"
docker start "$NAME"
docker rm "$NAME-old"

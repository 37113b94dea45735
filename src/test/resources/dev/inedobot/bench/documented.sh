# Inedo's documented procedure, in its order: stop, rename, pull, run with the old one's volumes, remove.
docker stop "$NAME"
docker rename "$NAME" "$NAME-old"
docker pull "$NEW"
docker run -d --volumes-from="$NAME-old" -p "$PUBLISH" --net="$NETWORK" --name="$NAME" --restart=unless-stopped \
  -e SQL_CONNECTION_STRING='Data Source=inedo-sql; Initial Catalog=ProGet; User ID=sa; Password=not-a-real-one' "$NEW"
docker rm "$NAME-old"

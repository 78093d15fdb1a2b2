# The Stripe simulator. Build the jar first: mvn -DskipTests package
FROM eclipse-temurin:25-jre
WORKDIR /simulator
COPY lab/stripe-simulator/target/stripe-simulator-*-exec.jar stripe-simulator.jar
# A new volume gets the owner of the folder that it is mounted on.
RUN mkdir /data && chown 10001:10001 /data
USER 10001:10001
EXPOSE 12111
ENV JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -Xmx96m -XX:+ExitOnOutOfMemoryError -Duser.timezone=UTC"
ENTRYPOINT ["java", "-jar", "stripe-simulator.jar"]
HEALTHCHECK --interval=2s --timeout=3s --start-period=30s --retries=30 \
  CMD curl -fsS http://127.0.0.1:12111/simulator/health || wget -q -O /dev/null http://127.0.0.1:12111/simulator/health || exit 1

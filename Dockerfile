# The dependencies alone, so that a change of the code does not install them again.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:24-slim
ENV NODE_ENV=production \
    NODE_COMPILE_CACHE=/tmp/node-compile-cache \
    HOST=0.0.0.0 \
    STORAGE_URL=sqlite:///data/face-age-bot.db
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
COPY commands commands
COPY scripts scripts
COPY src src
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
# The health page of the container itself; nothing is published. PORT=0 turns both off.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "const p = process.env.PORT ?? '8080'; if (p !== '0') fetch(`http://127.0.0.1:${p}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The flag as in `npm start`: without it garbage may take 96 MB before it is collected (docs/performance.md).
CMD ["node", "--max-semi-space-size=4", "src/main.ts"]

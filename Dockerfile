# Builds the application with the SDK and runs it on the ASP.NET runtime, as a user without rights, with its data in /data.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish App.Server --configuration Release --output /published

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /published .
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
ENV PLANNER_DATA_FOLDER=/data
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["dotnet", "App.Server.dll"]
CMD ["--urls", "http://0.0.0.0:8080"]
